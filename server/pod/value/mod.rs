//! The small grammars inside values: names, labels, quantities, addresses, schedules.
//! They know text only: each takes a string and says what is wrong with it, or what it means.

pub mod cron;
pub mod field_path;
pub mod image;
pub mod ip;
pub mod iscsi;
pub mod name;
pub mod path;
pub mod percent;
pub mod quantity;
pub mod quantity_repair;
pub mod resource_name;
pub mod schedule;
pub mod time;
pub mod zone;
