//! This user's own index of what their program verified.
