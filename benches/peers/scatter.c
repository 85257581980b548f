/* The plain way to an exact quartic density: every event adds to each node within reach, on one thread.
 *
 *     scatter POINTS SIDE BANDWIDTH CELL ANSWERS
 *
 * reads pairs of doubles, writes events per square metre at the nodes 0, c, 2c ... of a square box, and prints the
 * processor and wall time of the fastest of three runs as JSON. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double seconds(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return now.tv_sec + now.tv_nsec * 1e-9;
}

static void scatter(const double *at, long events, double h, double c, long slots, double *out) {
    const double inverse = 1.0 / (h * h);
    memset(out, 0, slots * slots * sizeof *out);
    for (long event = 0; event < events; event++) {
        const double x = at[2 * event], y = at[2 * event + 1];
        const long south = fmax(ceil((y - h) / c), 0), north = fmin(floor((y + h) / c), slots - 1);
        for (long row = south; row <= north; row++) {
            const double dy = row * c - y, chord = sqrt(fmax(h * h - dy * dy, 0));
            const long west = fmax(ceil((x - chord) / c), 0), east = fmin(floor((x + chord) / c), slots - 1);
            double *cells = out + row * slots;
            for (long column = west; column <= east; column++) {
                const double dx = column * c - x, part = 1.0 - (dx * dx + dy * dy) * inverse;
                cells[column] += part * part;
            }
        }
    }
    const double peak = 3.0 / (M_PI * h * h);
    for (long cell = 0; cell < slots * slots; cell++)
        out[cell] *= peak;
}

int main(int count, char **argument) {
    if (count != 6)
        return 2;
    FILE *file = fopen(argument[1], "rb");
    if (!file)
        return 1;
    fseek(file, 0, SEEK_END);
    const long events = ftell(file) / 16;
    rewind(file);
    double *at = malloc(16 * events);
    if (fread(at, 16, events, file) != (size_t)events)
        return 1;
    fclose(file);
    const double side = atof(argument[2]), h = atof(argument[3]), c = atof(argument[4]);
    const long slots = lround(side / c) + 1;
    double *out = malloc(slots * slots * sizeof *out);
    double cpu = INFINITY, wall = INFINITY;
    for (int run = 0; run < 3; run++) {
        const double from = seconds(CLOCK_PROCESS_CPUTIME_ID), begun = seconds(CLOCK_MONOTONIC);
        scatter(at, events, h, c, slots, out);
        const double used = seconds(CLOCK_PROCESS_CPUTIME_ID) - from;
        if (used < cpu)
            cpu = used, wall = seconds(CLOCK_MONOTONIC) - begun;
    }
    file = fopen(argument[5], "wb");
    if (!file || fwrite(out, sizeof *out, slots * slots, file) != (size_t)(slots * slots))
        return 1;
    fclose(file);
    printf("{\"cpu_s\": %.9f, \"wall_s\": %.9f, \"runs\": 3}\n", cpu, wall);
    return 0;
}
