# Quasi-Poisson regression and limits of weighted sums by R, for tests/src/oracles/regression.rs and harm.rs.
#
# Rscript track_regression.R
# Prints the version and the numbers as Rust arrays. `glm` with a tighter end of its iteration than by default, whose
# coefficients are otherwise good for about eight digits; the limits of Fay and Feuer (1997) from `qgamma`.
cat(R.version.string, "\n")
show <- function(name, v) cat(name, paste(sprintf("%.14g", v), collapse = ", "), "\n")

counts <- c(120, 45, 38, 60, 150, 41, 35, 52, 110, 48)
people <- c(5200, 7400, 7600, 7100, 8000, 7300, 7000, 7600, 7800, 7000)
score <- c(31.5, 12.25, 9.75, 18, 27.5, 14, 8.5, 16.25, 24, 11)
renters <- c(0.42, 0.18, 0.22, 0.31, 0.29, 0.2, 0.11, 0.35, 0.26, 0.3)
few <- c(3, 0, 1, 2, 5, 0, 0, 1, 4, 0)
income <- c(1.21e6, 2.4e6, 2.62e6, 1.9e6, 1.3e6, 2.2e6, 2.9e6, 2.05e6, 1.6e6, 2.5e6)
# Smaller than the last bit of a deviance, so that all 50 steps are taken and the weights have settled too.
tight <- glm.control(epsilon = 1e-16, maxit = 50)
options(warn = -1)
fit <- function(name, model) {
  cat("--", name, "\n")
  s <- summary(model)
  show("estimate", coef(model))
  show("standard error", s$coefficients[, 2])
  show("dispersion", s$dispersion)
  show("deviance", deviance(model))
  show("fitted", fitted(model))
  show("leverage", hatvalues(model))
  p <- pmax(1, s$dispersion) / s$dispersion
  half <- qt(0.975, df.residual(model)) * s$coefficients[, 2] * sqrt(p)
  show("rate ratio, lower", exp(coef(model) - half))
  show("rate ratio, upper", exp(coef(model) + half))
}
fit("one", glm(counts ~ score + offset(log(people)), family = quasipoisson, control = tight))
fit("two", glm(counts ~ score + renters + offset(log(people)), family = quasipoisson, control = tight))
fit("few", glm(few ~ income + offset(log(people)), family = quasipoisson, control = tight))
fit("none", glm(counts ~ 1 + offset(log(people)), family = quasipoisson, control = tight))

# Counts of offence types, their weights, and the largest weight there is.
fay <- function(name, n, w, most) {
  y <- sum(n * w); v <- sum(n * w^2)
  lower <- if (y > 0) qgamma(0.025, y^2 / v, scale = v / y) else 0
  upper <- qgamma(0.975, (y + most)^2 / (v + most^2), scale = (v + most^2) / (y + most))
  show(name, c(y, y^2 / v, lower, upper))
}
cat("-- harm: total, effective, lower, upper\n")
fay("plain", 10, 1, 1)
fay("mixed", c(120, 30, 4, 1), c(1, 18.5, 365, 1825), 1825)
fay("worst is elsewhere", c(50, 6), c(2, 20), 1825)
fay("none", c(0, 0), c(2, 20), 20)
fay("many", c(9000, 400, 60), c(2.5, 18.5, 547.5), 547.5)
