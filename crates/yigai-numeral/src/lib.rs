//! Chinese and Arabic numerals, percentages, fractions and ranges: parse, find and format, exactly
