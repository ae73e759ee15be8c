"""Campaigns: long runs against what offices and strangers may send; a small sample of each is in the tests.

honest      drawn towns that report honestly: no false alarm; and slips planted among them: caught
hostile     files made to hurt: each ends within the limits, and the pass goes on
"""
