{#- Small points. -#}
{% import "symbols.xml" as part %}
<renderer-v2 type="RuleRenderer" symbollevels="0" enableorderby="0" forceraster="0">
<rules key="rules">
{%- for class in look.classes %}<rule key="class{{ loop.index0 }}" symbol="class{{ loop.index0 }}"{% if class.filter %} filter="{{ class.filter }}"{% endif %} label="{{ class.label }}"/>{% endfor %}
</rules>
<symbols>
{%- for class in look.classes %}
<symbol type="marker" name="class{{ loop.index0 }}" alpha="1" clip_to_extent="1" force_rhr="0"><layer class="SimpleMarker" enabled="1" pass="0" locked="0"><Option type="Map">
{{ part.option("name", "circle") }}{{ part.option("color", class.colour) }}{{ part.option("outline_style", "no") }}{{ part.option("size", "0.9") }}{{ part.option("size_unit", "MM") }}
</Option></layer></symbol>
{%- endfor %}
</symbols>
</renderer-v2>
<layerOpacity>{{ look.opacity }}</layerOpacity>
