"""Words as people write them, before anything is asked of them: their forms and their slips."""
