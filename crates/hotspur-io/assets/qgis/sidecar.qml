<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" styleCategories="AllStyleCategories" labelsEnabled="{{ 1 if look.label else 0 }}">
{% include look.template %}
{%- if look.geometry %}<layerGeometryType>{{ look.geometry }}</layerGeometryType>{% endif %}
</qgis>
