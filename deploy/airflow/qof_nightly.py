"""The national run as an Airflow DAG: one pod that calls the command line.

An example: its syntax is checked, it was not run by us. It needs the provider for Kubernetes.
"""

from datetime import timedelta

import pendulum
from airflow import DAG
from airflow.providers.cncf.kubernetes.operators.pod import KubernetesPodOperator
from kubernetes.client import models as k8s

DATA = k8s.V1Volume(
    name="data",
    persistent_volume_claim=k8s.V1PersistentVolumeClaimVolumeSource(claim_name="openqof-data"),
)

with DAG(
    dag_id="qof_nightly",
    description="Recalculates QOF from the extracts that have arrived",
    schedule="30 1 * * *",
    start_date=pendulum.datetime(2026, 1, 1, tz="Europe/London"),
    catchup=False,
    # One run at a time; the lock of the lake would refuse a second one anyway.
    max_active_runs=1,
    tags=["qof"],
) as dag:
    run = KubernetesPodOperator(
        task_id="run",
        name="openqof",
        image="openqof:latest",
        arguments=[
            "run",
            "/opt/openqof/jobs/national.yaml",
            "--extracts",
            "/data/extracts",
            "--lake",
            "/data/lake",
            "--published",
            "/data/published",
            "--metrics",
            "/data/metrics/qof.prom",
        ],
        volumes=[DATA],
        volume_mounts=[k8s.V1VolumeMount(name="data", mount_path="/data")],
        # Airflow cannot tell exit codes apart: a failed check (3) must wait for a person.
        retries=0,
        execution_timeout=timedelta(hours=4),
    )
    status = KubernetesPodOperator(
        task_id="status",
        name="openqof-status",
        image="openqof:latest",
        arguments=["status", "--lake", "/data/lake", "--published", "/data/published"],
        volumes=[DATA],
        volume_mounts=[k8s.V1VolumeMount(name="data", mount_path="/data")],
        retries=0,
    )
    run >> status
