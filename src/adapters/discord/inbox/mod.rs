//! Gateway events and interactions become events of the desk, one person's in the order in which they came.
