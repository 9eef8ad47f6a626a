"""What the facts say of a bound figure, and what one verdict means for another."""
