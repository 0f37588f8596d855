//! Problems: what is wrong, where the mistake is, and what to type.
