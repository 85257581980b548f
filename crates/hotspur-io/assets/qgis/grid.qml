{#- Cells of a grid, filled by a number. The whole layer is translucent, not each cell, so that outlines do not show twice. -#}
{% import "symbols.xml" as part %}
<renderer-v2 type="RuleRenderer" symbollevels="0" enableorderby="0" forceraster="0">
<rules key="rules">
{{ part.class_rules(look) }}
</rules>
<symbols>
{%- for class in look.classes %}{{ part.fill("class" ~ loop.index0, class.colour, class.edge, "0", class.edge_style) }}{% endfor %}
</symbols>
</renderer-v2>
<layerOpacity>{{ look.opacity }}</layerOpacity>
