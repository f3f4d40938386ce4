//! What yigai-text promises, one module a promise.

mod containers;
mod corpus;
mod encodings;
mod messages;
mod paging;
mod properties;
mod samples;
mod structure;
mod washing;
