{#- Outlines on a white casing, labelled: micro-hotspots and clusters. -#}
{% import "symbols.xml" as part %}
<renderer-v2 type="RuleRenderer" symbollevels="0" enableorderby="0" forceraster="0">
<rules key="rules">
{%- for class in look.classes %}<rule key="class{{ loop.index0 }}" symbol="class{{ loop.index0 }}"{% if class.filter %} filter="{{ class.filter }}"{% endif %} label="{{ class.label }}"/>{% endfor %}
</rules>
<symbols>
{%- for class in look.classes %}
<symbol type="fill" name="class{{ loop.index0 }}" alpha="1" clip_to_extent="1" force_rhr="0">
<layer class="SimpleFill" enabled="1" pass="0" locked="0"><Option type="Map">{{ part.option("style", "no") }}{{ part.outline("255,255,255,230", "1.3") }}</Option></layer>
<layer class="SimpleFill" enabled="1" pass="1" locked="0"><Option type="Map">{{ part.option("style", "no") }}{{ part.outline(class.edge, class.width, class.edge_style) }}</Option></layer>
</symbol>
{%- endfor %}
</symbols>
</renderer-v2>
{{ part.labels(look.label, 8, look.label_colour, 8, true, 8, 1) }}
<previewExpression>{{ look.label }}</previewExpression>
<mapTip>{{ look.tip }}</mapTip>
<layerOpacity>{{ look.opacity }}</layerOpacity>
