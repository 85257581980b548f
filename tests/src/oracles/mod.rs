//! Numbers from other software, each with its version.

mod aoristic;
mod bandwidth;
mod bandwidth_refusals;
mod cell_ground;
mod concentration;
mod density;
mod dual;
mod edge;
mod edge_degenerate;
mod evaluation;
mod excess;
mod grid;
mod lattices;
mod local;
mod local_compared;
mod local_degenerate;
mod local_esda;
mod local_pitfalls;
mod rates;
mod record;
mod scan;
mod scan_by_hand;
mod scan_refusals;
mod shares;
mod table;
mod weights;
