"""How long QGIS takes with a run's density in its forms.

Run with Debian's own python, after runs of growing size:

    for cell in 28 11.1 5.55; do
        hotspur map data/tamworth/study.toml --cell $cell --write density,geojson,gpkg,tif --out times/$cell
    done
    QT_QPA_PLATFORM=offscreen /usr/bin/python3 benches/qgis_times.py times/*/analyst

Prints a line of Markdown for each form: cells, megabytes, and the medians of three in seconds to open, to read every feature,
to draw all of it, and to draw a twentieth of its width and height.
"""

import os
import statistics
import sys
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
from qgis.core import (
    QgsApplication,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize

ROUNDS = 3
FORMS = [("GeoJSON", "density.geojson", ""), ("GeoPackage", "study.gpkg", "|layername=density"), ("GeoTIFF", "density.tif", "")]


def timed(job):
    begun = time.perf_counter()
    result = job()
    return time.perf_counter() - begun, result


def drawn(layer, part):
    extent = QgsRectangle(layer.extent())
    extent.scale(part)
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(layer.crs())
    settings.setExtent(extent)
    settings.setOutputSize(QSize(800, 800))
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    job.renderedImage()


def measure(file, layer):
    raster = file.endswith(".tif")
    open_layer = lambda: QgsRasterLayer(file, "x") if raster else QgsVectorLayer(file + layer, "x", "ogr")
    opening, opened = timed(open_layer)
    reading = None if raster else timed(lambda: sum(1 for _ in opened.getFeatures()))[0]
    whole, _ = timed(lambda: drawn(opened, 1.0))
    near, _ = timed(lambda: drawn(opened, 0.05))
    return opening, reading, whole, near


def main(folders):
    print("| cells | form | MB | open | read all | draw all | draw near |")
    print("|---|---|---|---|---|---|---|")
    for folder in folders:
        count = QgsVectorLayer(os.path.join(folder, "study.gpkg") + "|layername=density", "x", "ogr").featureCount()
        for name, file, layer in FORMS:
            path = os.path.join(folder, file)
            rounds = [measure(path, layer) for _ in range(ROUNDS)]
            medians = ["–" if None in column else f"{statistics.median(column):.2f}" for column in zip(*rounds)]
            print(f"| {count} | {name} | {os.path.getsize(path) / 1e6:.1f} | {' | '.join(medians)} |", flush=True)


QgsApplication.setPrefixPath("/usr", True)
application = QgsApplication([], False)
application.initQgis()
main(sys.argv[1:])
os._exit(0)
