//! What yigai-text promises, one module a promise.
// A test that cannot go on fails; hostile input is read by the clock.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_methods
)]

mod containers;
mod corpus;
mod encodings;
mod hostile;
mod messages;
mod paging;
mod properties;
mod samples;
mod structure;
mod washing;
