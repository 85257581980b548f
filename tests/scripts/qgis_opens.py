"""Opens FOLDER/map.qgz in QGIS, without a screen, and judges what an analyst would see.

Run by the tests with Debian's own python: /usr/bin/python3 qgis_opens.py FOLDER
Ends with 77 where there is no QGIS, with 1 and a line for each fault otherwise.
"""

import glob
import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
try:
    from qgis.core import (
        QgsApplication,
        QgsCoordinateTransform,
        QgsDatumTransform,
        QgsFeatureSource,
        QgsExpressionContextUtils,
        QgsMapRendererParallelJob,
        QgsMapSettings,
        QgsProject,
        QgsRasterLayer,
        QgsRectangle,
        QgsRenderContext,
        QgsVectorLayer,
    )
    from qgis.PyQt.QtCore import QSize
    from qgis.PyQt.QtGui import QColor
except ImportError:
    sys.exit(77)

SIDE = 400
FAULTS = []


def expect(holds, fault):
    if not holds:
        FAULTS.append(fault)


def undrawn(layer):
    """How many features have no symbol."""
    context = QgsRenderContext()
    context.expressionContext().appendScopes(
        QgsExpressionContextUtils.globalProjectLayerScopes(layer)
    )
    renderer = layer.renderer().clone()
    renderer.startRender(context, layer.fields())
    count = 0
    for feature in layer.getFeatures():
        context.expressionContext().setFeature(feature)
        count += not renderer.symbolsForFeature(feature, context)
    renderer.stopRender(context)
    return count


def judge_raster(layer, name):
    expect(layer.dataProvider().sourceHasNoDataValue(1), f"{name} knows no nothing")
    expect(layer.renderer().type() == "singlebandpseudocolor", f"{name} is drawn in greys")


def judge_layer(layer, name):
    expect(layer.isValid(), f"{name} is not valid")
    if not layer.isValid() or not layer.isSpatial():
        return
    expect(layer.crs().isValid(), f"{name} lies nowhere")
    if isinstance(layer, QgsRasterLayer):
        return judge_raster(layer, name)
    expect(layer.featureCount() > 0, f"{name} is empty")
    expect(layer.renderer().type() != "singleSymbol", f"{name} is drawn as any layer is")
    expect(undrawn(layer) == 0, f"{name}: {undrawn(layer)} features have no symbol")
    if layer.labelsEnabled():
        # The expression lives as long as the settings that it is taken from.
        settings = layer.labeling().settings()
        label = settings.getLabelExpression()
        expect(not label.hasParserError(), f"{name}: its labels are no expression")
        missing = label.referencedColumns() - {field.name() for field in layer.fields()}
        expect(not missing, f"{name}: its labels want {missing}")


def judge_geopackage(file):
    """Every table with features opens styled by itself, as when it is dragged in alone."""
    whole = QgsVectorLayer(file, "whole", "ogr")
    for table in whole.dataProvider().subLayers():
        name, count = table.split("!!::!!")[1:3]
        if name != "layer_styles" and int(count):
            layer = QgsVectorLayer(f"{file}|layername={name}", name, "ogr")
            judge_layer(layer, f"study.gpkg: {name}")
            indexed = layer.dataProvider().hasSpatialIndex()
            present = QgsFeatureSource.SpatialIndexPresent
            expect(indexed == present, f"study.gpkg: {name} has no index")


def colours(layers, project):
    """How many colours a picture of the layers has, and which share of it is drawn on."""
    extent = QgsRectangle()
    for layer in layers:
        there = QgsCoordinateTransform(layer.crs(), project.crs(), project)
        extent.combineExtentWith(there.transformBoundingBox(layer.extent()))
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setDestinationCrs(project.crs())
    settings.setTransformContext(project.transformContext())
    settings.setExtent(extent)
    settings.setOutputSize(QSize(SIDE, SIDE))
    settings.setBackgroundColor(QColor("white"))
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    expect(not job.errors(), [error.message for error in job.errors()])
    image = job.renderedImage()
    pixels = [image.pixel(x, y) for x in range(0, SIDE, 2) for y in range(0, SIDE, 2)]
    blank = QColor("white").rgb()
    return len(set(pixels)), sum(pixel != blank for pixel in pixels) / len(pixels)


def judge_project(folder):
    project = QgsProject.instance()
    expect(project.read(os.path.join(folder, "map.qgz")), f"map.qgz: {project.error()}")
    crs = project.crs()
    expect(crs.isValid() and not crs.isGeographic(), f"the project lies on {crs.authid()!r}")
    nodes = project.layerTreeRoot().findLayers()
    expect(nodes, "the project shows no layer")
    expect(len(nodes) == len(project.mapLayers()), "layers of the project stand not in its tree")
    for node in nodes:
        if node.layer() is None:
            FAULTS.append(f"{node.name()} leads to no layer")
            continue
        judge_layer(node.layer(), f"project: {node.name()}")
        ways = QgsDatumTransform.operations(node.layer().crs(), crs)
        known = project.transformContext().hasTransform(node.layer().crs(), crs)
        expect(len(ways) <= 1 or known, f"QGIS would ask how to bring {node.name()} to the plane")
    shown = [node.layer() for node in nodes if node.isVisible() and node.layer()]
    expect(shown, "nothing is shown")
    if shown:
        many, ink = colours(shown, project)
        expect(many >= 8 and ink > 0.05, f"the picture has {many} colours on {ink:.0%}")


def main(folder):
    for file in sorted(glob.glob(os.path.join(folder, "*.geojson"))):
        name = os.path.basename(file)
        expect(os.path.exists(file[: -len("geojson")] + "qml"), f"{name} has no style")
        judge_layer(QgsVectorLayer(file, name, "ogr"), name)
    for file in sorted(glob.glob(os.path.join(folder, "*.tif"))):
        judge_layer(QgsRasterLayer(file, os.path.basename(file)), os.path.basename(file))
    judge_geopackage(os.path.join(folder, "study.gpkg"))
    judge_project(folder)


QgsApplication.setPrefixPath("/usr", True)
application = QgsApplication([], False)
application.initQgis()
main(sys.argv[1])
for fault in FAULTS:
    print(fault)
sys.stdout.flush()
# QGIS crashes when it is taken down with layers still open.
os._exit(1 if FAULTS else 0)
