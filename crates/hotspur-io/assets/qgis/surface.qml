{#- A raster of densities in the colours of its cells' classes, which flow into each other. -#}
<pipe>
<provider><resampling enabled="false" zoomedInResamplingMethod="nearestNeighbour" zoomedOutResamplingMethod="nearestNeighbour" maxOversampling="2"/></provider>
<rasterrenderer type="singlebandpseudocolor" band="1" opacity="{{ surface.opacity }}" alphaBand="-1" nodataColor="" classificationMin="{{ surface.least }}" classificationMax="{{ surface.most }}">
<rastershader><colorrampshader colorRampType="INTERPOLATED" classificationMode="1" clip="0" minimumValue="{{ surface.least }}" maximumValue="{{ surface.most }}">
{%- for step in surface.steps %}<item value="{{ step.value }}" label="{{ step.label }}" color="{{ step.colour }}" alpha="{{ step.alpha }}"/>{% endfor %}
</colorrampshader></rastershader>
</rasterrenderer>
</pipe>
