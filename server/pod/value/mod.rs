//! The small grammars inside values: quantities, names, labels, images, cron. They know text only.
