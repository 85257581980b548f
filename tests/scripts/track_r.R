# Changes of counts: poisson.test of two counts. Run: Rscript track_r.R
options(digits = 15)
cat(R.version.string, "\n")
for (pair in list(c(11, 20), c(0, 12), c(175, 214), c(1101, 1142), c(30, 1), c(223, 214))) {
  found <- poisson.test(pair)
  cat(pair, unname(found$estimate) - 1, found$conf.int - 1, "\n")
}
