//! The domain model of Chinese county health reform: indicators, programmes, policies, computations.

mod aspect;

pub use aspect::{Modality, Role};
