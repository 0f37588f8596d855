//! The small grammars inside values: names, labels, quantities, addresses, schedules.
//! They know text only: each takes a string and says what is wrong with it, or what it means.

pub mod ip;
pub mod name;
