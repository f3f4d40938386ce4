//! Chinese health-reform reports to trustworthy data: clean, parse, model and recompute in one call
