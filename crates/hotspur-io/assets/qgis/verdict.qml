{#- Areas by the verdict alone: nothing is filled, so that it can lie over a density. -#}
{% import "symbols.xml" as part %}
<renderer-v2 type="RuleRenderer" symbollevels="0" enableorderby="0" forceraster="0">
<rules key="rules">
{%- for flag in look.flags %}<rule key="flag{{ loop.index0 }}" symbol="flag{{ loop.index0 }}" filter="{{ flag.filter }}" label="{{ flag.label }}"/>{% endfor %}
{%- for class in look.classes %}<rule key="class{{ loop.index0 }}" symbol="class{{ loop.index0 }}" filter="{{ class.filter }}" label="{{ class.label }}"/>{% endfor %}
</rules>
<symbols>
{%- for class in look.classes %}{{ part.fill("class" ~ loop.index0, class.colour, class.edge, class.width, "solid", class.style) }}{% endfor %}
{%- for flag in look.flags %}{{ part.flag("flag" ~ loop.index0, flag) }}{% endfor %}
</symbols>
</renderer-v2>
{{ part.labels(look.label, 9, "38,38,38,255", 4) }}
<previewExpression>"name"</previewExpression>
<mapTip>{{ look.tip }}</mapTip>
<layerOpacity>{{ look.opacity }}</layerOpacity>
