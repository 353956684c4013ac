"""Dead letters: look at them, and send them again. `make letters ARGS="show feed"`, docs/operations.md.

Without --stack it asks the local cloud that runs at --url; with it, the AWS account of your credentials.
Nothing is lost on the way: a letter is sent first and deleted after, so that a break between the two makes
it come twice, which every worker bears.
"""
