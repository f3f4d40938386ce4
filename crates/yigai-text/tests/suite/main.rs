//! What yigai-text promises, one module a promise.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]

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
