//! The flags of the evidence inside areas, each done and refused.
