"""A corpus and what a run here makes of it; a bucket that holds it; a cluster that works on it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest
from places import BUCKET, RESPONSES, ROOT, SECRET, Bucket, Cluster, Corpus, fresh, run


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    folder = tmp_path_factory.mktemp("corpus")
    maker = [sys.executable, str(ROOT / "benchmarks" / "corpus.py"), "--responses", str(RESPONSES)]
    subprocess.run([*maker, "--into", str(folder)], check=True, capture_output=True)
    raw = folder / "data" / "raw"
    (raw / "a name with spaces & ümläuts.txt").write_text("Dear Sir,\n\nWe hold 12 cases in 2020.\n")
    here = run(fresh(folder))
    assert here.code in (0, 3), here.err
    return Corpus(raw, here)


@pytest.fixture(scope="session")
def bucket(corpus: Corpus) -> Iterator[Bucket]:
    boto3 = pytest.importorskip("boto3")
    server = pytest.importorskip("moto.server").ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    access = {"aws_access_key_id": "someone", "aws_secret_access_key": SECRET}
    store = boto3.client("s3", endpoint_url=f"http://{host}:{port}", region_name="us-east-1", **access)
    store.create_bucket(Bucket=BUCKET)

    def put(key: str, data: bytes) -> None:
        store.put_object(Bucket=BUCKET, Key=key, Body=data)

    for path in sorted(corpus.raw.rglob("*")):
        if path.is_file():
            put(f"2024/{path.relative_to(corpus.raw).as_posix()}", path.read_bytes())
    put("2024/folder/", b"")  # the marker of an empty folder
    put("2024/.DS_Store", b"nothing for us")
    put("20245/other.txt", b"another folder")
    env = {name.upper(): value for name, value in access.items()}
    env |= {"AWS_ENDPOINT_URL": f"http://{host}:{port}", "AWS_DEFAULT_REGION": "us-east-1"}
    yield Bucket(
        f"s3://{BUCKET}/2024", env, put, lambda key: store.delete_object(Bucket=BUCKET, Key=key) and None
    )
    server.stop()


@pytest.fixture(scope="session")
def cluster(bucket: Bucket, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    pytest.importorskip("distributed")
    made = Cluster(tmp_path_factory.mktemp("cluster"), bucket.env)
    yield made
    made.end()
