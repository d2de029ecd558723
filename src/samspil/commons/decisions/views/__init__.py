"""Pages of money, decisions and cases."""
