"""What an editor approved: kept in `approvals.csv`, void as soon as the estimate is another one."""
