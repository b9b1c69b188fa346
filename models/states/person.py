"""Roles of people, standing of experts, forms of organisations."""

from enum import StrEnum


class Role(StrEnum):
    """What a person may be appointed to (procedure rules, 4.2)."""

    APPLICANT_USER = "applicant_user"
    LEGAL_REPRESENTATIVE = "legal_representative"
    CASE_OFFICER = "case_officer"
    HEAD_OF_OFFICE = "head_of_office"
    COUNTY_EXPERT = "county_expert"
    CONTROL_EXPERT = "control_expert"
    COUNTY_DEVELOPER = "county_developer"
    REGIONAL_EXPERT = "regional_expert"
    COMMUNITY_WORKER = "community_worker"
    ADVISER = "adviser"
    WORKSHOP_MEMBER = "workshop_member"
    WORKSHOP_CHAIR = "workshop_chair"
    WORKSHOP_SECRETARY = "workshop_secretary"
    CERTIFIER = "certifier"
    APPEAL_COMMITTEE_MEMBER = "appeal_committee_member"
    PRESIDENT = "president"
    MONITORING_VISITOR = "monitoring_visitor"
    EDITOR = "editor"
    RECORDS_KEEPER = "records_keeper"
    DATA_PROTECTION_CONTACT = "data_protection_contact"
    OBSERVER = "observer"
    PUBLIC_VISITOR = "public_visitor"
    ADMINISTRATOR = "administrator"


class ExpertStanding(StrEnum):
    """How an expert stands in the register (procedure rules, 4.3)."""

    ACTIVE = "active"
    PAUSED = "paused"
    REMOVED = "removed"


class LegalForm(StrEnum):
    """Legal forms of an applicant (procedure rules, 4.3)."""

    ASSOCIATION = "association"
    FOUNDATION = "foundation"
    MUNICIPALITY = "municipality"
    MUNICIPAL_INSTITUTION = "municipal_institution"
    CHURCH = "church"
    SOCIAL_COOPERATIVE = "social_cooperative"
    NONPROFIT_COMPANY = "nonprofit_company"
    INFORMAL_GROUP = "informal_group"
    OTHER = "other"
