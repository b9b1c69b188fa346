"""Requests of one test share the application's context: each one asks anew who is signed in, and in which language."""

import pytest
from flask import g
from flask.testing import FlaskClient


@pytest.fixture
def sign_in(sign_in):
    def signed_in(person):
        client = sign_in(person)
        client.__class__ = ForgetfulClient
        return client

    return signed_in


class ForgetfulClient(FlaskClient):
    def open(self, *args, **kwargs):
        for name in list(g):
            g.pop(name)
        return super().open(*args, **kwargs)
