"""Pictures drawn by the server: where every mark goes.  Pure sums without request, database or clock.

Lengths across are shares of the width in percent, so that a picture fits any screen without its letters shrinking;
lengths down are in em.  The marks themselves are written by the templates.
"""
