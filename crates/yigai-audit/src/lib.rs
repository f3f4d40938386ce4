//! Recompute what a report states, judge it, and propose repairs with odds
