//! Tests that cross stages: goldens, compile tests, end-to-end runs of the real binary.
