//! Writers for yigai reports: terminal tables, diagnostics and files, in Chinese and English
