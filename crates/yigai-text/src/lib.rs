//! Any report file to clean text, where every change is a recorded edit that can be undone
