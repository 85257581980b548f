{#- A raster of densities, transparent at its low end. -#}
<pipe>
<provider><resampling enabled="false" zoomedInResamplingMethod="nearestNeighbour" zoomedOutResamplingMethod="nearestNeighbour" maxOversampling="2"/></provider>
<rasterrenderer type="singlebandpseudocolor" band="1" opacity="{{ look.opacity }}" alphaBand="-1" nodataColor="" classificationMin="{{ look.least }}" classificationMax="{{ look.most }}">
<rastershader><colorrampshader colorRampType="INTERPOLATED" classificationMode="1" clip="0" minimumValue="{{ look.least }}" maximumValue="{{ look.most }}">
{%- for stop in look.stops %}<item value="{{ stop.value }}" label="{{ stop.label }}" color="{{ stop.colour }}" alpha="{{ stop.alpha }}"/>{% endfor %}
</colorrampshader></rastershader>
</rasterrenderer>
</pipe>
