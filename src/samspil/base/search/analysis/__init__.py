"""Danish words as keys by which texts are found; knows no models and no domain."""
