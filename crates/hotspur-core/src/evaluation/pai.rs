//! The hit rate and the prediction accuracy index.

use crate::value::{Reason, Value};

/// The hit rate c / C: the share of the later crimes that fall into the flagged cells. Undefined without later crimes.
#[must_use]
pub fn hit_rate(hits: u64, crimes: u64) -> Value<f64> {
    Value::ratio(hits as f64, crimes as f64, Reason::NoEvents)
}

/// The prediction accuracy index (c / C) / (a / A): how many times more of the later crimes the flagged ground holds than
/// its share of the study area. 1 is what ground flagged blindly would hold.
///
/// `hits` of `crimes` fall into `flagged` of `ground`, in one unit of area. Undefined without later crimes, and where
/// nothing is flagged or the ground is no area. Chainey, Tompson & Uhlig 2008 (doi:10.1057/palgrave.sj.8350066).
///
/// ```
/// use hotspur_core::evaluation::pai;
/// use hotspur_core::{Reason, Value};
/// assert_eq!(pai(25, 100, 2.0, 40.0), Value::Known(5.0));
/// assert_eq!(pai(0, 0, 2.0, 40.0), Value::Undefined(Reason::NoEvents));
/// assert_eq!(pai(0, 100, 0.0, 40.0), Value::Undefined(Reason::NothingFlagged));
/// ```
#[must_use]
pub fn pai(hits: u64, crimes: u64, flagged: f64, ground: f64) -> Value<f64> {
    hit_rate(hits, crimes).and_then(|rate| {
        if flagged > 0.0 && ground > 0.0 {
            Value::ratio(rate, flagged / ground, Reason::NotFinite)
        } else {
            Value::Undefined(Reason::NothingFlagged)
        }
    })
}
