//! The events of each place one after another in time.

use crate::metres::Position;

/// The times of the events at a place, each with how many there are, ascending.
pub(super) struct Run {
    times: Vec<(i32, u32)>,
}

impl Run {
    pub fn events(&self) -> u64 {
        self.times.iter().map(|(_, count)| u64::from(*count)).sum()
    }

    /// The time of the first event.
    pub fn first(&self) -> i32 {
        self.times[0].0
    }

    /// The time from each event to the next; 0 between those at the same time.
    pub fn gaps(&self) -> impl Iterator<Item = u64> {
        self.times
            .iter()
            .enumerate()
            .flat_map(|(at, (time, count))| {
                let together = std::iter::repeat_n(0, *count as usize - 1);
                let next = self
                    .times
                    .get(at + 1)
                    .map(|(next, _)| u64::from(next.abs_diff(*time)));
                together.chain(next)
            })
    }
}

/// Sorts events by place and time; the order they come in plays no part.
pub(super) fn runs(events: impl Iterator<Item = (Position, i32, u32)>) -> Vec<Run> {
    let mut sorted: Vec<_> = events.filter(|(_, _, count)| *count > 0).collect();
    sorted.sort_unstable();
    sorted
        .chunk_by(|(one, ..), (other, ..)| one == other)
        .map(|run| Run {
            times: run.iter().map(|(_, time, count)| (*time, *count)).collect(),
        })
        .collect()
}
