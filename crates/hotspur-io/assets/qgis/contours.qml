{#- Lines of equal density, darker and wider as it rises, labelled with their level. -#}
{% import "symbols.xml" as part %}
<renderer-v2 type="RuleRenderer" symbollevels="0" enableorderby="0" forceraster="0">
<rules key="rules">
{{ part.class_rules(look) }}
</rules>
<symbols>
{%- for class in look.classes %}
<symbol type="line" name="class{{ loop.index0 }}" alpha="1" clip_to_extent="1" force_rhr="0"><layer class="SimpleLine" enabled="1" pass="0" locked="0"><Option type="Map">
{{ part.option("line_color", class.colour) }}{{ part.option("line_width", class.width) }}{{ part.option("line_width_unit", "MM") }}{{ part.option("joinstyle", "round") }}{{ part.option("capstyle", "round") }}
</Option></layer></symbol>
{%- endfor %}
</symbols>
</renderer-v2>
{{ part.labels(look.label, 7, look.label_colour, 3) }}
<layerOpacity>{{ look.opacity }}</layerOpacity>
