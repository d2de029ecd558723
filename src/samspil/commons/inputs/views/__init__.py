"""Pages of the inputs room: for everybody (public), gathering (staff) and grouping (board)."""
