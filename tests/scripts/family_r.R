# Funnel limits, overdispersion and pairwise chances by R, for tests/src/oracles/family.rs.
#
# Rscript tests/scripts/family_r.R
# Prints R's version and one line a case, as Rust tuples. Limits are interpolated from qpois and ppois (Spiegelhalter 2005, appendix A.1.1),
# the pooled rate and the dispersion without winsorising are those of glm, the chance that one rate is above another is a tail of beta.
cat(R.version.string, "\n")
show <- function(x) paste(sprintf("%.13g", x), collapse = ", ")

cat("LIMITS: expected, 0.1 %, 2.5 %, 97.5 %, 99.9 %\n")
limit <- function(p, e) {
  r <- qpois(p, e)
  # Either tail as itself: 1 - p would lose the digits of the upper one.
  y <- if (p < 0.5) r - (ppois(r, e) - p) / dpois(r, e)
       else r - ((1 - p) - ppois(r, e, lower.tail = FALSE)) / dpois(r, e)
  max(y, 0)
}
for (e in c(0.02, 0.5, 1, 3.2, 10, 44.4, 317, 2500.5, 86000, 1e6))
  cat(sprintf("    (%s, [%s]),\n", format(e, scientific = FALSE), show(sapply(c(0.001, 0.025, 0.975, 0.999), limit, e = e))))

cat("FAMILY: pooled rate, z, phi winsorised, phi, glm's rate, glm's dispersion\n")
count <- c(317, 402, 250, 611, 180, 905, 333, 298)
exposure <- c(26420, 41000, 38500, 50250, 21000, 102000, 30010, 35500)
rate <- sum(count) / sum(exposure)
e <- rate * exposure
z <- (count - e) / sqrt(e)
q <- quantile(z, c(0.1, 0.9))
w <- pmin(pmax(z, q[1]), q[2])
fit <- glm(count ~ 1 + offset(log(exposure)), family = quasipoisson, control = glm.control(epsilon = 1e-14))
cat(show(rate), "\n", show(z), "\n", show(c(mean(w^2), mean(z^2))), "\n", show(c(exp(coef(fit)), sum(residuals(fit, "pearson")^2) / fit$df.residual)), "\n")

cat("RATES: poisson.test's 95 % limits per unit of exposure\n")
for (i in seq_along(count)) cat(sprintf("    [%s],\n", show(poisson.test(count[i], exposure[i])$conf.int)))
cat(sprintf("    zero: [%s]\n", show(poisson.test(0, 12000)$conf.int)))

cat("ABOVE: chance that the first rate is above the second, Jeffreys' gamma posteriors\n")
above <- function(a, n, b, m) pbeta(m / (n + m), b + 0.5, a + 0.5)
for (c in list(c(30, 1000, 28, 1000), c(317, 26420, 298, 35500), c(0, 500, 2, 900), c(12, 800, 40, 3000)))
  cat(sprintf("    ((%s), %s),\n", paste(c, collapse = ", "), show(above(c[1], c[2], c[3], c[4]))))

cat("SECOND: chance of each rank of the member by quadrature, three members\n")
n <- c(30, 28, 35); x <- c(1000, 900, 1500)
rank_chance <- function(i, r) {
  others <- setdiff(1:3, i)
  integrate(function(t) {
    s <- lapply(others, function(j) pgamma(t, n[j] + 0.5, x[j], lower.tail = FALSE))
    p <- switch(r, (1 - s[[1]]) * (1 - s[[2]]), s[[1]] * (1 - s[[2]]) + s[[2]] * (1 - s[[1]]), s[[1]] * s[[2]])
    p * dgamma(t, n[i] + 0.5, x[i])
  }, 0, 0.2, rel.tol = 1e-10, subdivisions = 1000)$value
}
for (i in 1:3) cat(sprintf("    [%s],\n", show(sapply(1:3, function(r) rank_chance(i, r)))))
