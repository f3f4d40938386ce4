//! What the benches and their programs share: inputs, the layers as functions of an input, and the best of several rounds.

pub mod inputs;
pub mod layers;
mod time;

pub use time::best;
