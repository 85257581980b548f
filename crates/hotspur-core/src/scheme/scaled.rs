//! The weighted displacement difference of zones of different sizes: each control counts as if it were as large as what it controls.

use crate::change::{Buffer, Ground, Scheme, Wdd, wdd};

/// The weighted displacement difference where zones differ in size.
///
/// A control of ground C is divided by C / T, that of a target of ground T, so that it says how many more or fewer events ground as large
/// as the target would have had; the buffer's control likewise by its ground over that of the buffer. Target and buffer
/// themselves are counted as they are, so that what leaves the one and comes up in the other sums to nothing. Where the buffer shares the
/// control, the two are one subtraction of (T + B) / C times the control's change. With zones of equal size this is [`wdd`].
///
/// `sizes` are those of target, control, buffer and the buffer's control, in any one unit; the counts' own divisors are not looked at.
/// Units: events a unit of the lengths. Undefined as [`wdd`], and where a size is not positive. Time O(1).
///
/// ```
/// use hotspur_core::change::{Buffer, Ground, Scheme, wdd};
/// use hotspur_core::scheme::scaled_wdd;
/// let scheme = Scheme {
///     target: Ground::counts(100, 60),
///     control: Ground::counts(300, 270),
///     buffer: Some(Buffer { buffer: Ground::counts(90, 100), control: None }),
///     lengths: (1.0, 1.0),
/// };
/// // The control is three times as large, and so is its fall: a third of it is the target's share.
/// let found = scaled_wdd(&scheme, [2.0, 6.0, 2.0, 0.0], 1.0, 0.95);
/// assert!((found.local.known().unwrap().estimate - (-40.0 + 10.0)).abs() < 1e-9);
/// assert!((found.total.known().unwrap().estimate - (-40.0 + 10.0 + 20.0)).abs() < 1e-9);
/// let even = scaled_wdd(&scheme, [1.0; 4], 1.0, 0.95);
/// let plain = wdd(&scheme, 1.0, 0.95);
/// let estimate = |found: &hotspur_core::change::Wdd| found.total.known().unwrap().estimate;
/// assert!((estimate(&even) - estimate(&plain)).abs() < 1e-9);
/// ```
#[must_use]
pub fn scaled_wdd(
    scheme: &Scheme,
    [target, control, buffer, buffer_control]: [f64; 4],
    dispersion: f64,
    level: f64,
) -> Wdd {
    let sized = |ground: Ground, divisor: f64| Ground { divisor, ..ground };
    let pair = |treated: Ground, size: f64, other: Ground, of_other: f64| Scheme {
        target: sized(treated, 1.0),
        control: sized(other, of_other / size),
        buffer: None,
        lengths: scheme.lengths,
    };
    let local = pair(scheme.target, target, scheme.control, control);
    let Some(Buffer {
        buffer: around,
        control: own,
    }) = scheme.buffer
    else {
        return wdd(&local, dispersion, level);
    };
    let displaced = match own {
        Some(own) => pair(around, buffer, own, buffer_control),
        None => pair(around, buffer, scheme.control, control),
    };
    let total = Scheme {
        buffer: Some(Buffer {
            buffer: sized(around, 1.0),
            control: own.map(|own| sized(own, buffer_control / buffer)),
        }),
        control: match own {
            Some(_) => local.control,
            // Twice the control's change is subtracted of each, divided by half of what both together take.
            None => sized(scheme.control, 2.0 * control / (target + buffer)),
        },
        ..local
    };
    Wdd {
        local: wdd(&local, dispersion, level).local,
        displacement: Some(wdd(&displaced, dispersion, level).local),
        total: wdd(&total, dispersion, level).total,
    }
}
