"""For tests of applications: invented messages, the leak check, and what plugs them in.

`strategies` needs Hypothesis (the extra `hypothesis`) and `plugin` needs pytest; `leaks` needs
nothing but this library. `ktpmsg.strategies` and `ktpmsg.privacy` are their names for users.
"""
