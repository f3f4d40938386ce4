//! Generates realistic reports with known truth, clean or damaged, for tests and benches
