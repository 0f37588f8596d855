//! Other parsers as judges of the tree.
