//! What one case counts for, and that forgetting it changes nothing.
