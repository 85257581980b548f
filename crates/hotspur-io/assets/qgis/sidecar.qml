<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" styleCategories="AllStyleCategories"{% if look %} labelsEnabled="{{ 1 if look.label else 0 }}"{% endif %}>
{%- if surface %}
{% include "surface.qml" %}
{%- endif %}
{%- if look %}
{% include look.template %}
{%- if look.geometry is not none %}
<layerGeometryType>{{ look.geometry }}</layerGeometryType>{% endif %}
{%- endif %}
</qgis>
